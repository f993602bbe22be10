import {
  to = segment_user.id-WjeuAKq3UPQwVPAa8m9VWD
  id = "WjeuAKq3UPQwVPAa8m9VWD"
}

resource "segment_user" "id-WjeuAKq3UPQwVPAa8m9VWD" {
  email = "ben@northwind.example"
  permissions = [
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
