namespace Acceptance.Chat;

/// <summary>Contents that are what they are called.</summary>
internal static class FilePayloads
{
    /// <summary>A picture of one point.</summary>
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");
}
