/** What is true or not of a painted face, in the order of its bits. */
export const faceAttributes = [
  'beard',
  'moustache',
  'glasses',
  'hat',
  'longHair',
  'bald',
  'fairHair',
  'greyHair',
  'smile',
  'wrinkles',
  'freckles',
  'turned',
] as const;
export type FaceAttribute = (typeof faceAttributes)[number];
