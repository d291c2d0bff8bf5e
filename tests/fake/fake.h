/* The world of the fake winscard: its readers, the behavior of its calls, and the lock for
 * both. */
#ifndef FAKE_H
#define FAKE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FAKE_READERS_MAX = 256, FAKE_ID_SIZE = 32, FAKE_NAME_SIZE = 128, FAKE_ATR_MAX = 33 };
/* MAX_BUFFER_SIZE_EXTENDED; the maximum response data: Ne. */
enum { FAKE_RESPONSE_MAX = 65548, FAKE_DATA_MAX = 65536 };
enum { FAKE_ANSWERS_MAX = 64, FAKE_PREFIX_MAX = 64 };

enum fake_call {
	CALL_ESTABLISH,
	CALL_RELEASE,
	CALL_VALID,
	CALL_CONNECT,
	CALL_RECONNECT,
	CALL_DISCONNECT,
	CALL_BEGIN,
	CALL_END,
	CALL_STATUS,
	CALL_CHANGE,
	CALL_CONTROL,
	CALL_TRANSMIT,
	CALL_GROUPS,
	CALL_LIST,
	CALL_FREE,
	CALL_CANCEL,
	CALL_GET_ATTRIB,
	CALL_SET_ATTRIB,
	CALL_WAIT,
	CALL_WATCH, /* not a call: SCardGetStatusChange begins to block */
	CALL_COUNT,
};

enum fake_pnp { PNP_OLD, PNP_COUNTER, PNP_UNKNOWN, PNP_ERROR };

enum fake_answer_kind { ANSWER_BYTES, ANSWER_LENGTH, ANSWER_ECHO };

struct fake_answer {
	enum { FOR_COMMAND, FOR_CONTROL, FOR_ATTRIB } purpose;
	uint8_t prefix[FAKE_PREFIX_MAX]; /* of a command */
	size_t prefix_length;
	uint32_t code; /* control code or attribute tag */
	enum fake_answer_kind kind;
	uint8_t *bytes;
	size_t count;
};

struct fake_reader {
	char id[FAKE_ID_SIZE];
	char name[FAKE_NAME_SIZE];
	uint8_t atr[FAKE_ATR_MAX];
	size_t atr_length;
	bool present, mute, held; /* held: used exclusively by another program */
	uint16_t counter;
	uint32_t bits; /* additional bits of dwEventState */
	bool claims;   /* cbAtr is as claimed, whatever the ATR */
	unsigned long claimed;
	unsigned protocols;     /* what the card offers */
	unsigned long inserted; /* counts insertions and removals: handles from before are stale */
	unsigned long resets; /* by other programs; reported to each handle that has not seen it */
	unsigned users;       /* connected handles */
	bool used_alone;
	struct fake_answer answers[FAKE_ANSWERS_MAX];
	size_t answer_count;
};

struct fake_plan {
	unsigned long seen;
	bool fails;
	uint32_t fail_code;
	unsigned long fail_after, fail_times; /* times 0: for ever */
	bool hangs;
	unsigned long hang_after;
	unsigned delay_ms;
};

struct fake {
	uint8_t list[4096]; /* if list_length is not 0: the result of SCardListReaders */
	size_t list_length;
	pthread_mutex_t lock;
	pthread_cond_t changed;                        /* on the monotonic clock */
	struct fake_reader *readers[FAKE_READERS_MAX]; /* in the service's order */
	size_t reader_count;
	uint16_t reader_events; /* the counter in the PnP entry of newer services */
	enum fake_pnp pnp;
	bool uncounted; /* as on macOS: no event counter, and a removed card is called reset */
	unsigned most_states; /* maximum entries of SCardGetStatusChange; 0: any */
	bool older;           /* than the library: SCardGetStatusChange fails before a list */
	int32_t protocol[2];  /* of the library: major, minor; 0: it does not connect */
	bool denies;          /* connect(2) is not permitted */
	bool up;
	unsigned long lives; /* starts of the service: contexts from before are lost */
	struct fake_plan plans[CALL_COUNT];
};

extern struct fake fake;
extern const char *const fake_call_names[CALL_COUNT];

/* With the lock held: executes one line of the control language. Logs "ok LINE", or aborts if the
 * line is invalid. */
void fake_control(const char *line);
/* With the lock held: executes the lines that "on CALL" has planned for this call. */
void fake_run_planned(enum fake_call call);
/* Returns true if there is a FAKE_PCSC_LOG. */
bool fake_logs(void);
/* Writes one line to FAKE_PCSC_LOG. */
void fake_log(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Aborts the program: it, or the control script, is in error. */
_Noreturn void fake_abort(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* For measurements: records that SCardGetStatusChange is about to report something. */
void fake_note_time(void);

struct fake_reader *fake_reader_named(const char *name);

#endif
