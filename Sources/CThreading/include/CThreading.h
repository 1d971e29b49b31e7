// What threads need of C that Swift's importer does not show.
#pragma once

/// Names the calling thread; up to 15 bytes.
void letopis_name_this_thread(const char *name);
