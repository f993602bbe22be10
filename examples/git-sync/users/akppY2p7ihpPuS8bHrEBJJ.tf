import {
  to = segment_user.id-akppY2p7ihpPuS8bHrEBJJ
  id = "akppY2p7ihpPuS8bHrEBJJ"
}

resource "segment_user" "id-akppY2p7ihpPuS8bHrEBJJ" {
  email = "freya@contractor.example"
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
