// SPDX-License-Identifier: MIT
// private: what only the files of base share.
#ifndef BASE_PRIVATE_H
#define BASE_PRIVATE_H

// Ends the program once, whichever thread asks.
_Noreturn void program_end(int status);
// Standard output took no more: quietly the end for a broken pipe, else die().
_Noreturn void output_failed(int error);

#endif
