/* The data fields of DESFire's native commands, wrapped in CLA 90, and of their responses. */
#ifndef APDU_DESCRIBE_DESFIRE_H
#define APDU_DESCRIBE_DESFIRE_H

#include "apdu/data_field.h"

/* For data_by_row(). */
extern const struct data_row commands_of_desfire[];
extern const struct data_row responses_of_desfire[];

#endif
