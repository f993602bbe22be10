import {
  to = segment_user_group.id-K2Eq3xHiWuyk9k8BdJLw35YRDMg
  id = "K2Eq3xHiWuyk9k8BdJLw35YRDMg"
}

resource "segment_user_group" "id-K2Eq3xHiWuyk9k8BdJLw35YRDMg" {
  members = ["ben@northwind.example", "dmitri@northwind.example", "george@northwind.example"]
  name    = "Engineers"
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
      role_id = "1WDUuNOXQYGLtEI7LcfBMpvU9ll"
    },
  ]
}
