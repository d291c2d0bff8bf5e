/* Describes a reader's CCID interface. */
#ifndef READER_DESCRIBE_CCID_H
#define READER_DESCRIBE_CCID_H

#include "reader/ccid_check.h"
#include "words/node.h"

/* Adds a summary to parent, as details: slots, the level of exchange and whether extended APDUs
 * work, protocols, voltages, data rates and the TA1 they are enough for, PIN pad and display.
 * Fields that a truncated descriptor lacks are left out. */
void describe_ccid(struct tree *tree, node_id parent,
                   const struct usb_interface_descriptor *interface, const struct ccid *ccid);

/* Adds a detail for each field to parent, by the specification's name. */
void describe_ccid_fields(struct tree *tree, node_id parent,
                          const struct usb_interface_descriptor *interface,
                          const struct ccid *ccid);

/* Adds the problems of severity least or above to parent. */
void describe_ccid_problems(struct tree *tree, node_id parent, const struct ccid_problems *problems,
                            enum severity least);

#endif
