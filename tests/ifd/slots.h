/* The readers of the test driver, their slots and cards, and the log. */
#ifndef IFD_SLOTS_H
#define IFD_SLOTS_H

#include "config.h"

#include <ifdhandler.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { IFD_READERS_MAX = 16, IFD_PATH_SIZE = 200 };

struct ifd_slot {
	unsigned number;
	bool open;
	_Atomic bool told; /* a card was last reported as present; read without the lock */
	bool powered;
	uint8_t atr[33]; /* of the powered card */
	size_t atr_length;
	int watch, stop; /* inotify on the directory, and an eventfd that ends the wait */
};

struct ifd_reader {
	struct ifd_config config;
	char path[IFD_PATH_SIZE];
	unsigned users; /* open slots */
	struct ifd_slot slots[IFD_SLOTS_MAX];
};

/* Returns the slot of a Lun, 0xRRRRSSSS; NULL if it is not open. */
struct ifd_slot *ifd_slot_of(DWORD lun, struct ifd_reader **reader);
struct ifd_slot *ifd_slot_open(DWORD lun, const char *path);
void ifd_slot_close(DWORD lun);

/* Writes a line to PATH.log: "WORD SLOT HEX"; bytes may be NULL. */
void ifd_log(const struct ifd_reader *reader, const struct ifd_slot *slot, const char *word,
             const uint8_t *bytes, size_t length);

/* Returns true if a card is present. */
bool ifd_card_is_there(const struct ifd_reader *reader, struct ifd_slot *slot);
/* Blocks until the presence of a card changes, for at most timeout ms, or until
 * ifd_card_stop_waiting. */
void ifd_card_wait(const struct ifd_reader *reader, struct ifd_slot *slot, int timeout_ms);
void ifd_card_stop_waiting(const struct ifd_slot *slot);
/* Reads the card's ATR; returns false if it is mute. */
bool ifd_card_power(const struct ifd_reader *reader, struct ifd_slot *slot);
/* Sends a command. *length is the size of response, and is set to the length received. Returns a
 * RESPONSECODE. */
RESPONSECODE ifd_card_transmit(const struct ifd_reader *reader, struct ifd_slot *slot,
                               const uint8_t *command, size_t command_length, uint8_t *response,
                               DWORD *length);
/* Copies a value to a buffer of *length bytes; returns a RESPONSECODE. */
RESPONSECODE ifd_give(const uint8_t *bytes, size_t count, uint8_t *out, DWORD *length);

#endif
