using System.Net;

namespace ContactCenter.Audit;

/// <summary>A place refused a head since the one it kept last is another than the head names, and says how many entries that one has.</summary>
internal sealed class HeadConflictException(string message, long size) : HttpRequestException(message, null, HttpStatusCode.Conflict)
{
    public long Size { get; } = size;
}
