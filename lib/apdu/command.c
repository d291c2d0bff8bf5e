#include "apdu/command.h"

#include "names/file_id.h"

struct command command_read(const uint8_t *bytes, size_t length, const struct apdu_context *context)
{
	struct command c = {.bytes = bytes, .length = length, .apdu = apdu_read(bytes, length)};

	if (length < 1)
		return c;
	c.cla = cla_read(bytes[0]);
	c.group = ins_group(bytes[0]);
	c.family = apdu_context_family(context, bytes[0]);
	if (c.apdu.kind != APDU_INVALID && c.apdu.nc > 0) {
		c.data = bytes + c.apdu.data_at;
		c.nc = c.apdu.nc;
	}
	c.selected = apdu_context_selected(context, bytes[0]);
	c.asked = apdu_asked_object(context, &c.apdu, c.data, c.nc);
	c.next_part = apdu_is_next_part(context, &c.apdu);
	if (length >= 2)
		c.names = ins_find(&(struct ins_sent){bytes[0], bytes[1], c.apdu.p1, c.data, c.nc,
		                                      c.nc == 0 && c.apdu.ne > 0},
		                   c.group == INS_SIM ?
		                           file_directory_family(c.selected.directory, c.family) :
		                           c.family);
	if ((c.family == FAMILY_NONE || c.family == FAMILY_OTHER) && c.names.count == 1 &&
	    !c.names.shared && c.names.rows[0]->family != FAMILY_NONE)
		c.family = c.names.rows[0]->family;
	return c;
}

bool command_is(const struct command *command, enum ins_group group, uint8_t ins, uint8_t mask,
                enum family family)
{
	const struct ins_row *row = command->names.count == 1 ? command->names.rows[0] : NULL;

	return row != NULL && !command->names.would_be && command->group == group &&
		(command->apdu.ins & mask) == ins &&
		(family == FAMILY_NONE || row->family == family);
}

bool command_is_secured(const struct command *command)
{
	return (command->cla.kind == CLA_FIRST || command->cla.kind == CLA_FURTHER) &&
		(command->cla.security == CLA_SM_HEADER_OPEN ||
	         command->cla.security == CLA_SM_HEADER_KNOWN);
}
