/** The parameters of a kernel's function, by the numbers of their locals. */
export const parameter = { frame: 0, bitmap: 1, from: 2, to: 3 } as const;
