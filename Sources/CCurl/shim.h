#include <curl/curl.h>

// curl_easy_setopt is variadic, which Swift cannot import: one wrapper for each kind of value.

static inline CURLcode accord_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode accord_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
  return curl_easy_setopt(handle, option, value);
}

typedef size_t (*accord_curl_data_callback)(char *, size_t, size_t, void *);

static inline CURLcode accord_curl_set_callback(CURL *handle, CURLoption option, accord_curl_data_callback value) {
  return curl_easy_setopt(handle, option, value);
}
