export const greet = (visits) => `Hello, visitor ${visits}!\n`;
