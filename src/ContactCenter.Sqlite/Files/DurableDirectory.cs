using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ContactCenter.Sqlite.Files;

/// <summary>
/// A new or renamed file survives a power cut only when its folder has been synced too. .NET opens no folders, hence the
/// C library. On Windows there is nothing to do: NTFS journals its directories.
/// </summary>
internal static partial class DurableDirectory
{
    private const int ReadOnly = 0;

    /// <summary>Creates <paramref name="path"/> and whatever is missing above it, durably.</summary>
    public static void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
        {
            Create(parent);
            Directory.CreateDirectory(path);
            Sync(parent);
        }
    }

    /// <summary>Returns when the names in <paramref name="path"/> are on disk.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public static void Sync(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw Failed(path);
        }

        try
        {
            if (FSync(descriptor) != 0)
            {
                throw Failed(path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string path)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"The folder {path} cannot be synced: {cause.Message}.", cause);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
