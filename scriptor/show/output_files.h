/* Writes the files that scriptor leaves: the recording and the JUnit report. */
#ifndef SCRIPTOR_SHOW_OUTPUT_FILES_H
#define SCRIPTOR_SHOW_OUTPUT_FILES_H

#include "base/status.h"
#include "base/text.h"
#include "scriptor/show/transcript.h"

/* Each function writes the file path. Returns STATUS_TROUBLE after a message. */

/* Writes a recording, readable by its owner alone if the file is new. An empty one does not replace
 * a regular file. */
enum status output_files_write_record(const char *path, const struct text *text);
/* Writes the results of all tests in JUnit's format. */
enum status output_files_write_junit(const char *path, const struct summary *summary);

#endif
