using ContactCenter.Channels.Voice.Prompts;
using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Prompts;

/// <summary>A folder of a test's own.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("contactcenter-prompts-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>A recording that can be told by its first sample.</summary>
    public string Wav(string file, short sample, int rate = 8_000, int count = 800)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        WavFiles.Write(stream, new Clip(Enumerable.Repeat(sample, count).ToArray(), rate));
        return path;
    }

    public void Text(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
