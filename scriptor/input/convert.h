/* Scripts in the language of another program. */
#ifndef SCRIPTOR_INPUT_CONVERT_H
#define SCRIPTOR_INPUT_CONVERT_H

#include "base/status.h"
#include "scriptor/options.h"

#include <stdio.h>

/* --convert: writes the files, or standard input, in scriptor's language. */
enum status convert_files(const struct options *options, FILE *out);

#endif
