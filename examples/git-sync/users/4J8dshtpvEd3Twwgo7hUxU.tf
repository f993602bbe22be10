import {
  to = segment_user.id-4J8dshtpvEd3Twwgo7hUxU
  id = "4J8dshtpvEd3Twwgo7hUxU"
}

resource "segment_user" "id-4J8dshtpvEd3Twwgo7hUxU" {
  email = "george@northwind.example"
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
