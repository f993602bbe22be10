import {
  to = segment_user.id-yBbgA65xHvVkYGhyPLfY2R
  id = "yBbgA65xHvVkYGhyPLfY2R"
}

resource "segment_user" "id-yBbgA65xHvVkYGhyPLfY2R" {
  email = "aiko@northwind.example"
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
