using System.Diagnostics;

namespace Faults.Tests;

/// <summary>A file system of a few megabytes that can be filled to the last byte.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _ballast;

    public SmallDisk(int sizeMegabytes)
    {
        Folder = Directory.CreateTempSubdirectory("faults-disk-").FullName;
        Run("mount", "-t", "tmpfs", "-o", $"size={sizeMegabytes}m", "tmpfs", Folder);
        _ballast = Path.Combine(Folder, "ballast");
    }

    public string Folder { get; }

    /// <summary>Takes all the space there is.</summary>
    public void Fill()
    {
        using var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 65536; size >= 1; size /= 16)
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // No room for so many; for fewer perhaps.
            }
        }
    }

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(_ballast);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }
}
