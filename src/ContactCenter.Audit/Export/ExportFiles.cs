using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace ContactCenter.Audit;

/// <summary>The files of an export: a folder's, or those in a zip archive. Names come from <see cref="ExportNames"/> alone, never from the export. Thread-safe.</summary>
internal abstract class ExportFiles : IDisposable
{
    /// <summary>The largest file that is read: a full bundle of the largest entries.</summary>
    private const long MaxBytes = ExportNames.Bundle * (EntryLimits.MaxEntryBytes + 4L);

    public static ExportFiles Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Directory.Exists(path) ? new Folder(path)
            : File.Exists(path) ? new Archive(path)
            : throw new FileNotFoundException($"There is no export at '{path}'.", path);
    }

    /// <summary>A file's bytes; null when there is none.</summary>
    /// <exception cref="LogFormatException">It is too large, or cannot be read.</exception>
    public byte[]? Read(string name)
    {
        try
        {
            return ReadCore(name);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new LogFormatException($"'{name}' of the export cannot be read: {e.Message}", e);
        }
    }

    public abstract void Dispose();

    protected abstract byte[]? ReadCore(string name);

    private static byte[] ReadAll(Stream stream, long length, string name)
    {
        if (length > MaxBytes)
        {
            throw new LogFormatException($"'{name}' of the export has {length} bytes; at most {MaxBytes} are read.");
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0 ? bytes : throw new LogFormatException($"'{name}' of the export is longer than it says.");
    }

    private sealed class Folder(string path) : ExportFiles
    {
        public override void Dispose()
        {
        }

        protected override byte[]? ReadCore(string name)
        {
            var file = Path.Combine(path, name);
            if (!File.Exists(file))
            {
                return null;
            }

            using var stream = File.OpenRead(file);
            return ReadAll(stream, stream.Length, name);
        }
    }

    private sealed class Archive : ExportFiles
    {
        private readonly SafeFileHandle _file;
        private readonly Dictionary<string, ZipMember> _members;

        public Archive(string path)
        {
            _file = File.OpenHandle(path);
            try
            {
                _members = ZipDirectory.Read(_file);
            }
            catch (InvalidDataException e)
            {
                _file.Dispose();
                throw new LogFormatException($"'{path}' is no zip archive of an export: {e.Message}.", e);
            }
        }

        public override void Dispose() => _file.Dispose();

        protected override byte[]? ReadCore(string name)
        {
            if (!_members.TryGetValue(name, out var file))
            {
                return null;
            }

            if (file.Packed > MaxBytes + (MaxBytes / 1_000) + 1_024)
            {
                throw new LogFormatException($"'{name}' of the export has {file.Packed} bytes; at most {MaxBytes} are read.");
            }

            var packed = new byte[file.Packed];
            for (var done = 0; done < packed.Length;)
            {
                var read = RandomAccess.Read(_file, packed.AsSpan(done), file.Data + done);
                done += read > 0 ? read : throw new EndOfStreamException("The archive is cut short.");
            }

            using var bytes = new MemoryStream(packed);
            using var unpacked = file.IsDeflated ? new DeflateStream(bytes, CompressionMode.Decompress) : (Stream)bytes;
            return ReadAll(unpacked, file.Size, name);
        }
    }
}
