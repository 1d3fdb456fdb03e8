import type { ExportedFile } from '../../worker/protocol';

/** Gives a file to the person: the browser saves it where it saves downloads. */
export function giveFile({ fileName, bytes }: ExportedFile): void {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
