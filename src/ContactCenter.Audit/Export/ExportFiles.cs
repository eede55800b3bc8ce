using System.IO.Compression;

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
        private readonly Lock _gate = new();
        private readonly ZipArchive _zip;

        public Archive(string path)
        {
            try
            {
                _zip = ZipFile.OpenRead(path);
                if (_zip.Entries.GroupBy(static e => e.FullName, StringComparer.Ordinal).FirstOrDefault(static g => g.Skip(1).Any()) is { } doubled)
                {
                    _zip.Dispose();
                    throw new LogFormatException($"'{path}' holds '{doubled.Key}' twice: which of the two counts would be each reader's own choice.");
                }
            }
            catch (InvalidDataException e)
            {
                throw new LogFormatException($"'{path}' is no zip archive.", e);
            }
        }

        public override void Dispose() => _zip.Dispose();

        protected override byte[]? ReadCore(string name)
        {
            lock (_gate)
            {
                if (_zip.GetEntry(name) is not { } file)
                {
                    return null;
                }

                using var stream = file.Open();
                return ReadAll(stream, file.Length, name);
            }
        }
    }
}
