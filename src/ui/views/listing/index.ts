export { Listing, type ListingProps } from './Listing.tsx'
export { layOutListing, type ListingLayout } from './layout.ts'
export { type ListingHits, type ListingRow } from './types.ts'
export { Words } from './Words.tsx'
