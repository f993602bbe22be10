import Glibc

/// Keeps SIGPIPE off the calling thread while libcurl works.
///
/// TLS libraries write to sockets without `MSG_NOSIGNAL`, and libcurl's own guard is off with `CURLOPT_NOSIGNAL`. The
/// process's disposition is left alone: a closed stdout is somebody else's business.
enum PipeSignal {
  static func whileBlocked(_ body: () -> Void) {
    var pipe = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    var pending = sigset_t()
    sigpending(&pending)
    let wasPending = sigismember(&pending, SIGPIPE) == 1
    var before = sigset_t()
    guard pthread_sigmask(SIG_BLOCK, &pipe, &before) == 0 else { return body() }
    body()
    // One that came meanwhile is ours, and would be delivered with the unblocking.
    if !wasPending {
      var none = timespec()
      while sigtimedwait(&pipe, nil, &none) == -1, errno == EINTR {}
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
