/* The data fields of commands that only one family of cards has. */
#ifndef APDU_DESCRIBE_DATA_CARDS_H
#define APDU_DESCRIBE_DATA_CARDS_H

#include "apdu/data_field.h"

/* For data_by_row(). */
extern const struct data_row data_of_cards[];

#endif
