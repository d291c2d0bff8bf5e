/* What is wrong with a reader's descriptors, or worth knowing: lengths, and fields that contradict
 * each other or the standards. */
#ifndef READER_CCID_CHECK_H
#define READER_CCID_CHECK_H

#include "base/problem.h"
#include "reader/ccid.h"
#include "reader/usb_descriptors.h"

enum { CCID_PROBLEMS_MAX = 32 };

struct ccid_problems {
	struct problem list[CCID_PROBLEMS_MAX]; /* offsets are those of the descriptors */
	size_t count;
};

/* Adds the problems of an interface; ccid was read from it. */
void ccid_check(struct ccid_problems *problems, const struct usb_interface_descriptor *interface,
                const struct ccid *ccid);
/* Does the same for the descriptors as a whole, once they have been read to the end. */
void ccid_check_end(struct ccid_problems *problems, const struct usb_descriptors *descriptors);

#endif
