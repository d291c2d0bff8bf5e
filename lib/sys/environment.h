/* Environment variables, for scripts that use them by name. */
#ifndef SYS_ENVIRONMENT_H
#define SYS_ENVIRONMENT_H

/* Returns the value of the variable, which may be empty; NULL if it is not set. */
const char *environment_value(const char *name);

#endif
