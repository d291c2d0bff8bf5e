#ifndef SYS_PROCESS_DESCRIPTORS_H
#define SYS_PROCESS_DESCRIPTORS_H

/* Closes all from first on; also what a library has opened, as the connection to the PC/SC service.
 * May be called between fork and exec. */
void descriptors_close(int first);

#endif
