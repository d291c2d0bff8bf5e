/* Checks a reader's descriptors: lengths, and fields that contradict each other or the standards.
 */
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

/* Adds the problems of an interface whose class descriptor ccid_read has read. */
void ccid_check(struct ccid_problems *problems, const struct usb_interface_descriptor *interface,
                const struct ccid *ccid);
/* Adds the problems of the descriptors as a whole, after usb_descriptors_next has returned false.
 */
void ccid_check_end(struct ccid_problems *problems, const struct usb_descriptors *descriptors);

#endif
