/* A reader's CCID interface in words. */
#ifndef READER_DESCRIBE_CCID_H
#define READER_DESCRIBE_CCID_H

#include "reader/ccid_check.h"
#include "words/node.h"

/* Adds to parent what a person asks first: slots, the level of exchange and what follows from it
 * for extended APDUs, protocols, voltages, data rates and the TA1 that they serve, PIN pad and
 * display. A field that a truncated descriptor lacks is left out. */
void describe_ccid(struct tree *tree, node_id parent,
                   const struct usb_interface_descriptor *interface, const struct ccid *ccid);

/* Adds each field by the specification's name. */
void describe_ccid_fields(struct tree *tree, node_id parent,
                          const struct usb_interface_descriptor *interface,
                          const struct ccid *ccid);

/* Adds the problems of this severity or a greater one. */
void describe_ccid_problems(struct tree *tree, node_id parent, const struct ccid_problems *problems,
                            enum severity least);

#endif
