import { Module } from '@nestjs/common';
import { AttachFile } from './attach-file.service.js';
import { ChunkStore } from './chunk.store.js';
import { ContentStore } from './content-store.js';
import { FileBindings } from './file-binding.store.js';
import { FileReader } from './file.reader.js';
import { FileStore } from './file.store.js';
import { FilesController } from './files.controller.js';
import { SweepFiles } from './sweep-files.js';
import { UploadFile } from './upload.service.js';

const store = { provide: ContentStore, useClass: ChunkStore };

/** Attachments as rooms name them and as a worker sweeps them. */
@Module({
  providers: [FileStore, FileBindings, SweepFiles, store],
  exports: [FileBindings, FileStore, SweepFiles, ContentStore],
})
export class FileStoreModule {}

/** Attachments over HTTP. */
@Module({ imports: [FileStoreModule], controllers: [FilesController], providers: [AttachFile, FileReader, UploadFile] })
export class FilesModule {}
