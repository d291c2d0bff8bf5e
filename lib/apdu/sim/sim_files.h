/* Describes the contents of files of SIMs, USIMs and ISIMs, and of type 4 tags. */
#ifndef APDU_SIM_SIM_FILES_H
#define APDU_SIM_SIM_FILES_H

#include "apdu/data_field.h"

/* Adds the field "data" for what a command reads from a file, or writes to it: with the meanings of
 * the file's contents if the whole file or record is read from its start, and its coding is known;
 * else as data_unknown does. */
void sim_file_describe(const struct data_context *context);

#endif
