/** A layer's name as tf.layers takes it: letters and digits of ASCII, ".", "_", "-" and "/", of which the first is a letter or digit. */
export function layerName(name: string): string {
  const plain = name.replace(/[^\w./-]/g, '_');
  return /^[A-Za-z0-9]/.test(plain) ? plain : `layer${plain}`;
}
