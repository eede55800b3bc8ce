namespace Acceptance.Pages;

/// <summary>What all pages are held against is not silent.</summary>
public sealed class AxeTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task A_picture_without_words_and_a_pale_text_are_found_and_nothing_where_all_is_well()
    {
        var context = await Center.NewContextAsync(Center.Url);
        var page = await context.NewPageAsync();
        const string frame = "<html lang=en><title>A page</title><main><h1>A page</h1>{0}</main></html>";

        await page.SetContentAsync(string.Format(frame, "<img src='x'><p style='color: #ccc; background: #fff'>pale</p>"));
        (await page.ViolationsAsync()).Select(static v => v.Split(',')[0]).ShouldBe(["color-contrast", "image-alt"], ignoreOrder: true);
        await page.SetContentAsync(string.Format(frame, "<img src='x' alt='a boiler'><p>dark</p>"));
        (await page.ViolationsAsync()).ShouldBeEmpty();
        await context.CloseAsync();
    }
}
