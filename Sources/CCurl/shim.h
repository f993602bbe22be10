#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot import: one wrapper for
// each kind of value.

static inline CURLcode accord_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode accord_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode accord_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
  return curl_easy_setopt(handle, option, value);
}

// Its successor takes words, and is not known to the 7.81 of Ubuntu 22.04.
static inline CURLcode accord_curl_set_protocols(CURL *handle, long protocols) {
  return curl_easy_setopt(handle, CURLOPT_PROTOCOLS, protocols);
}

typedef size_t (*accord_curl_data_callback)(char *, size_t, size_t, void *);

static inline CURLcode accord_curl_set_callback(CURL *handle, CURLoption option, accord_curl_data_callback value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode accord_curl_set_prereq(CURL *handle, curl_prereq_callback value) {
  return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, value);
}

static inline CURLcode accord_curl_get_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLMcode accord_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}
