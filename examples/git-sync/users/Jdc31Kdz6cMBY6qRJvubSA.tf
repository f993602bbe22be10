import {
  to = segment_user.id-Jdc31Kdz6cMBY6qRJvubSA
  id = "Jdc31Kdz6cMBY6qRJvubSA"
}

resource "segment_user" "id-Jdc31Kdz6cMBY6qRJvubSA" {
  email = "chiara@northwind.example"
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
      role_id = "1WDUuRLxv84rrfCNUwvkrRtkxnS"
    },
  ]
}
