#include <errno.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <zmq.h>

// glibc shows this one only to those who define _GNU_SOURCE, which Swift's importer does not.
int pthread_setname_np(pthread_t thread, const char *name);
