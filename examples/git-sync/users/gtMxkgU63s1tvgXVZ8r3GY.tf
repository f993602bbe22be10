import {
  to = segment_user.id-gtMxkgU63s1tvgXVZ8r3GY
  id = "gtMxkgU63s1tvgXVZ8r3GY"
}

resource "segment_user" "id-gtMxkgU63s1tvgXVZ8r3GY" {
  email = "dmitri@northwind.example"
  permissions = [
    {
      resources = [
        {
          id = "xE25iU5Ukw1ZaeAL9zh9wE"
          labels = [
            {
              key   = "environment"
              value = "prod"
            },
          ]
          type = "WORKSPACE"
        },
      ]
      role_id = "1WDUuSF1kN1xis2lp09RVKOsnnL"
    },
    {
      resources = [
        {
          id = "xE25iU5Ukw1ZaeAL9zh9wE"
          labels = [
          ]
          type = "WORKSPACE"
        },
      ]
      role_id = "1aEWAcU0fArxScocwH9xxLgW7r3"
    },
  ]
}
