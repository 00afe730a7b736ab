import type { BehaviourTable } from '../../engine/behaviour.js';
import { list } from '../../engine/listing.js';

/** A file in the announcement repository of a user, as the settings of the user hold it. */
interface AnnouncementFile {
  readonly name: string;
  readonly mediaType: 'WMA' | 'WAV' | '3GP' | 'MOV';
  /** Kilobytes. */
  readonly fileSize: number;
  readonly announcementFileExternalId?: string;
}

/** Topic of the files in the settings of a user, which are its `files`. */
const topic = 'Announcement Files';

/** Megabytes. */
const largestRepository = 1000;

const videoTypes: readonly string[] = ['3GP', 'MOV'];

/** The announcement files of users. */
export function userAnnouncements(table: BehaviourTable): void {
  table.on('UserAnnouncementFileGetListRequest', (request, { platform }) => {
    const { announcementFileType: type } = request;
    const files = (platform.user(request.userId).settings[topic]?.files ??
      []) as readonly AnnouncementFile[];
    const rows = files.filter(
      ({ mediaType }) =>
        type === undefined || (type === 'Video') === videoTypes.includes(mediaType),
    );
    const announcementTable = request.includeAnnouncementTable
      ? list(
          rows.map((file) => ({ ...file })),
          request,
          { criteria: { searchCriteriaAnnouncementFileName: ({ name }) => name } },
        )
      : undefined;
    return {
      announcementTable,
      totalFileSize: files.reduce((sum, { fileSize }) => sum + fileSize, 0),
      maxFileSize: largestRepository,
    };
  });
}
