using System.Security.Cryptography;
using System.Text;
using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>
/// Speech on disk, named by the hash of what it depends on: only of texts without anything personal. A file is written beside and moved, so that half of one is never
/// read; what was used longest ago goes first. Thread-safe; two processes may share a folder.
/// </summary>
internal sealed class SpeechFiles(string folder, long maxBytes, TimeProvider time)
{
    private readonly Lock _lock = new();

    public static string Key(string text, string language, string engine) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{engine}\n{language}\n{text}")));

    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public Clip? Find(string key)
    {
        var file = FileOf(key);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var clip = WavFiles.Read(file);
            File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime);
            return clip;
        }
        catch (InvalidDataException)
        {
            File.Delete(file);
            return null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Keep(string key, Clip clip)
    {
        lock (_lock)
        {
            if (!OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
            else
            {
                Directory.CreateDirectory(folder);
            }

            // Named by its content's key and ours alone: what a crash leaves is overwritten or swept.
            var beside = $"{FileOf(key)}.{Environment.ProcessId}.part";
            try
            {
                using (var stream = File.Create(beside))
                {
                    WavFiles.Write(stream, clip);
                }

                File.SetLastWriteTimeUtc(beside, time.GetUtcNow().UtcDateTime);
                File.Move(beside, FileOf(key), overwrite: true);
            }
            finally
            {
                File.Delete(beside);
            }

            Sweep();
        }
    }

    private string FileOf(string key) => Path.Combine(folder, key + ".wav");

    private void Sweep()
    {
        FileInfo[] files = [.. new DirectoryInfo(folder).GetFiles("*.wav").OrderBy(static f => f.LastWriteTimeUtc)];
        var bytes = files.Sum(static f => f.Length);
        foreach (var file in files)
        {
            if (bytes <= maxBytes)
            {
                break;
            }

            bytes -= file.Length;
            file.Delete();
        }

        foreach (var left in new DirectoryInfo(folder).GetFiles("*.part").Where(f => f.LastWriteTimeUtc < time.GetUtcNow().UtcDateTime.AddHours(-1)))
        {
            left.Delete();
        }
    }
}
