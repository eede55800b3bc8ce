namespace Acceptance.Pages;

/// <summary>Pictures of what the tests saw, for people: <c>CONTACTCENTER_SCREENS</c>, or artifacts/screens.</summary>
internal static class Shots
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("CONTACTCENTER_SCREENS") is { Length: > 0 } folder
        ? Path.Combine(Repository.Root, folder)
        : Path.Combine(Repository.Root, "artifacts", "screens");

    public static Task TakeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
}
