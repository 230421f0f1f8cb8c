// Prints the card of a gift. One worker in JavaScript, to show that a machine may mix languages.
const WIDTH = 24;

export const handler = async ({ message }) => {
  const lines = [""];
  for (const word of message.split(/\s+/)) {
    const line = lines.pop();
    const longer = line ? `${line} ${word}` : word;
    lines.push(...(longer.length <= WIDTH ? [longer] : [line, word]));
  }
  return { card: lines };
};
