/* The exit status of all programs. Of many inputs the greatest counts. */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

enum status {
	STATUS_YES = 0, /* yes; all went well */
	STATUS_NO =
		1, /* the answer is no: card not in a list, no card present, expectation failed */
	STATUS_INPUT = 2,   /* bad input or usage */
	STATUS_TROUBLE = 3, /* PC/SC or the system: no service, no reader, cannot write */
};

/* Sets *status to other if that is greater. */
static inline void status_raise(enum status *status, enum status other)
{
	if (*status < other)
		*status = other;
}

#endif
