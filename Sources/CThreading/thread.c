// Names for threads, as `top -H` and debuggers show them.
#define _GNU_SOURCE
#include "CThreading.h"

#include <pthread.h>

void letopis_name_this_thread(const char *name) {
#if defined(__linux__)
    pthread_setname_np(pthread_self(), name);
#else
    (void)name;
#endif
}
