namespace Attn.Web.Tests;

/// <summary>What people read on buttons, as they would say it to each other.</summary>
internal sealed class Words(string language)
{
    private static readonly Dictionary<string, (string English, string Turkish)> All = new(StringComparer.Ordinal)
    {
        ["username"] = ("Username", "Kullanıcı adı"),
        ["password"] = ("Password", "Parola"),
        ["sign-in"] = ("Sign in", "Giriş yap"),
        ["open-a-session"] = ("Open a session", "Yoklama aç"),
        ["open"] = ("Open the session", "Yoklamayı aç"),
        ["lesson"] = ("Lesson", "Ders"),
        ["nothing"] = ("Nothing is checked", "Hiçbir şey kontrol edilmez"),
        ["face"] = ("Face", "Yüz"),
        ["code-asked"] = ("Ask for the code on the screen", "Ekrandaki kod istensin"),
        ["code"] = ("Or type the code on the screen", "Ya da ekrandaki kodu yaz"),
        ["go-on"] = ("Go on", "Sürdür"),
        ["here"] = ("I am here", "Buradayım"),
        ["present"] = ("You are present", "Yoklamadasın"),
        ["here-count"] = ("present", "burada"),
        ["add"] = ("Add a student", "Öğrenci ekle"),
        ["number"] = ("School number", "Okul numarası"),
        ["name"] = ("Full name", "Adı soyadı"),
        ["reject"] = ("Reject", "Reddet"),
        ["reason"] = ("Reason", "Neden"),
        ["undo"] = ("Undo", "Geri al"),
        ["excuse"] = ("Excuse", "İzinli say"),
        ["note"] = ("Note", "Not"),
        ["finish"] = ("Finish", "Bitir"),
        ["to-records"] = ("To its records", "Kayıtlarına"),
        ["csv"] = ("CSV for Excel (semicolons)", "Excel için CSV (noktalı virgül)"),
        ["xlsx"] = ("Excel (XLSX)", "Excel (XLSX)"),
        ["history"] = ("History", "Geçmiş"),
        ["lessons"] = ("Lessons", "Dersler"),
        ["my-attendance"] = ("My attendance", "Devam durumum"),
        ["face-checks"] = ("Face checks", "Yüz kontrolü"),
        ["agree"] = ("I agree, take a selfie", "Onaylıyorum, öz çekim yapayım"),
        ["no-face"] = ("Without a face: my teacher looks", "Yüzsüz: öğretmenim baksın"),
        ["take"] = ("Take the picture", "Resmi çek"),
        ["retake"] = ("Take another one", "Yeniden çek"),
        ["send"] = ("Send the selfie", "Öz çekimi gönder"),
        ["teacher-looks"] = ("Your teacher looks", "Öğretmenin bakacak"),
        ["not-accepted"] = ("Not accepted yet", "Henüz kabul edilmedi"),
        ["rejected-by-teacher"] = ("Your teacher did not accept you", "Öğretmenin kabul etmedi"),
        ["paste"] = ("New class list", "Yeni sınıf listesi"),
        ["replace"] = ("Replace the class list", "Sınıf listesini değiştir"),
        ["what-happened"] = ("What happened", "Neler oldu"),
        ["settings"] = ("Settings", "Ayarlar"),
        ["sign-out"] = ("Sign out", "Çıkış yap"),
        ["projector"] = ("For the projector", "Projeksiyon için"),
        ["accept"] = ("Accept", "Kabul et"),
    };

    public string this[string word] => language == "tr" ? All[word].Turkish : All[word].English;
}
