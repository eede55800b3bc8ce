using System.Text;

namespace ContactCenter.Sqlite.Files;

/// <summary>Files for their owner alone, such as keys.</summary>
internal static class OwnerOnlyFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file, whole or not at all: written aside, synced, then named.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.ASCII.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    /// <exception cref="IOException">There is one already, or it cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var aside = path + ".new";
        File.Delete(aside); // one left by a crash keeps the rights it was made with
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        using (var file = new FileStream(aside, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path);
        DurableDirectory.Sync(Path.GetDirectoryName(path)!);
    }

    /// <summary>Whether only its owner may read and write it. Always true on Windows, where the folder's rights count.</summary>
    public static bool IsOwners(string path) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~Owner) == UnixFileMode.None;
}
