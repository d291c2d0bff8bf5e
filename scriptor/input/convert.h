/* Scripts in the language of another program. */
#ifndef SCRIPTOR_INPUT_CONVERT_H
#define SCRIPTOR_INPUT_CONVERT_H

#include "base/status.h"
#include "scriptor/input/input_errors.h"
#include "scriptor/options.h"
#include "script/dialect/dialect.h"
#include "sys/file.h"

#include <stdio.h>

/* Returns the language of a file: that of --dialect, else that of its suffix. */
enum dialect convert_dialect(const struct options *options, const char *name);

/* Converts a file's text to scriptor's language; reports what is not supported, and adds to the
 * errors, unless they are NULL, what makes it STATUS_INPUT. */
enum status convert_text(enum dialect dialect, const char *name, const struct file *file,
                         struct conversion *conversion, struct input_errors *errors);

/* --convert: writes the files, or standard input, in scriptor's language. */
enum status convert_files(const struct options *options, FILE *out);

#endif
