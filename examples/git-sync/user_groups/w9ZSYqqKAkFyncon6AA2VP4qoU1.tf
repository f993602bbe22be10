import {
  to = segment_user_group.id-w9ZSYqqKAkFyncon6AA2VP4qoU1
  id = "w9ZSYqqKAkFyncon6AA2VP4qoU1"
}

resource "segment_user_group" "id-w9ZSYqqKAkFyncon6AA2VP4qoU1" {
  members = ["ben@northwind.example"]
  name    = "On call"
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
      role_id = "1WDUuSF1kN1xis2lp09RVKOsnnL"
    },
  ]
}
