/* The data field of a response to GET DATA with the tag in P1 P2 (ISO/IEC 7816-4:2005, 7.4.2). */
#ifndef APDU_DESCRIBE_GET_DATA_H
#define APDU_DESCRIBE_GET_DATA_H

#include "apdu/data_field.h"

/* For rows of data fields: adds the field "data", as the object that was requested, with or without
 * its tag, as other objects, or as bytes. */
void describe_get_data(const struct data_context *context);

#endif
