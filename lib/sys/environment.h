/* Variables of the environment, for scripts that ask for them by name. */
#ifndef SYS_ENVIRONMENT_H
#define SYS_ENVIRONMENT_H

/* NULL where it is not set. */
const char *environment_value(const char *name);

#endif
