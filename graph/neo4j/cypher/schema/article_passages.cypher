// Words in articles: characters apart, private names already masked (graph/fulltext.py).
CREATE FULLTEXT INDEX article_passages IF NOT EXISTS FOR (a:Article) ON EACH [a.characters]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}
