/* A command taken apart, as the files that describe it share it. */
#ifndef APDU_COMMAND_H
#define APDU_COMMAND_H

#include "apdu/apdu.h"
#include "apdu/apdu_context.h"
#include "apdu/cla.h"
#include "apdu/ins.h"

struct command {
	const uint8_t *bytes;
	size_t length;
	struct apdu apdu;
	const uint8_t *data; /* the nc bytes; NULL if there are none, or the lengths do not fit */
	size_t nc;
	struct cla cla;
	enum ins_group group;
	struct ins_names names;
	uint16_t file;      /* the selected one; 0: not known */
	uint8_t frame;      /* which one of its response is read, from 0 */
	uint32_t asked;     /* the object that it asks for; 0: none */
	enum family family; /* of the selected application, or else of the instruction's name */
};

/* context may be NULL. */
struct command command_read(const uint8_t *bytes, size_t length,
                            const struct apdu_context *context);

/* Returns true if the instruction has this one meaning, in this group and family (FAMILY_NONE:
 * any). */
bool command_is(const struct command *command, enum ins_group group, uint8_t ins, uint8_t mask,
                enum family family);

/* Returns true if the data is objects of interindustry secure messaging (ISO/IEC 7816-4:2005, 6).
 */
bool command_is_secured(const struct command *command);

#endif
